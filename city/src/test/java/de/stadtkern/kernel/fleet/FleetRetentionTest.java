package de.stadtkern.kernel.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.TownTest;
import de.stadtkern.kernel.identity.TestPeople;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is said of people is gone when its time is over, and not before. */
@TownTest
class FleetRetentionTest {

    @Autowired
    FleetRetention retention;

    @Autowired
    FleetSettings settings;

    @Autowired
    MemberRows members;

    @Autowired
    ShiftRows shifts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestPeople people;

    private final Instant now = Instant.now();
    private Depot depot;

    @BeforeEach
    void aDepot() {
        depot = new Depot(jdbc, people.municipality());
    }

    @Test
    void whoLeftIsForgottenWithAllThatHangsOnThem() {
        LocalDate kept =
                LocalDate.now(Fleet.TOWN).minusDays(settings.keepMembers().toDays());
        long gone = left(kept.minusDays(2));
        long stays = left(kept.plusDays(1));
        members.insertAbsence(gone, now, null);
        long shift = shifts.insert(new Shift(
                0,
                people.municipality(),
                "Rest",
                now,
                now.plusSeconds(3600),
                List.of(gone, stays),
                List.of(),
                0,
                false));
        jdbc.sql("""
            insert into fleet_loan (lender_id, borrower_id, member_id, starts_at, ends_at, borrower_pays, note,
                offered_at, offered_by) values (?, ?, ?, now(), now(), true, '', now(), 'x')""")
                .params(people.municipality(), people.foreignMunicipality(), gone)
                .update();

        retention.forget();

        assertThat(members.find(gone)).isEmpty();
        assertThat(members.find(stays)).isPresent();
        assertThat(shifts.find(shift).orElseThrow().members()).containsExactly(stays);
        for (String table : List.of("fleet_qualification", "fleet_absence", "fleet_shift_member", "fleet_loan")) {
            assertThat(jdbc.sql("select count(*) from " + table + " where member_id = ?")
                            .param(gone)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void absencesAndShiftsAreForgottenAfterTheirTime() {
        long member = depot.driver(Depot.unique("Fahrerin"));
        Instant over = now.minus(settings.keepAbsences());
        members.insertAbsence(member, over.minus(Duration.ofDays(3)), over.minus(Duration.ofDays(1)));
        members.insertAbsence(member, over.minus(Duration.ofDays(3)), over.plus(Duration.ofDays(1)));
        long old = shift(now.minus(settings.keepRoster()).minus(Duration.ofDays(1)), member);
        long young = shift(now.minus(settings.keepRoster()).plus(Duration.ofDays(1)), member);

        retention.forget();

        assertThat(members.listAbsences(List.of(member), Instant.EPOCH, now)).hasSize(1);
        assertThat(shifts.find(old)).isEmpty();
        assertThat(shifts.find(young)).isPresent();
    }

    private long left(LocalDate day) {
        long member = depot.driver(Depot.unique("Fahrerin"));
        jdbc.sql("update fleet_member set left_on = ? where id = ?")
                .params(day, member)
                .update();
        return member;
    }

    private long shift(Instant begin, long member) {
        return shifts.insert(new Shift(
                0, people.municipality(), "Alt", begin, begin.plusSeconds(3600), List.of(member), List.of(), 0, false));
    }
}
