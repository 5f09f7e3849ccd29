package de.stadtkern.kernel.portal.site;

import de.stadtkern.kernel.identity.AuditLog;
import de.stadtkern.kernel.identity.Municipality;
import de.stadtkern.kernel.identity.Person;
import de.stadtkern.kernel.portal.PageFrame;
import de.stadtkern.kernel.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Types;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Logo and colours of the municipalities. */
@Component
class Looks implements PageFrame.Look.Source {

    private static final PageFrame.Look PLAIN = new PageFrame.Look(null, null);

    private final JdbcClient jdbc;
    private final Host host;
    private final AuditLog auditLog;

    Looks(JdbcClient jdbc, Host host, AuditLog auditLog) {
        this.jdbc = jdbc;
        this.host = host;
        this.auditLog = auditLog;
    }

    /** What a municipality has chosen; null where it keeps what the program has. */
    record Choice(
            @Nullable String lightColor,
            @Nullable String darkColor,
            @Nullable String logoHash) {

        boolean hasColors() {
            return lightColor != null && darkColor != null;
        }

        /** The style sheet: KERN's colour of links and buttons. */
        String style() {
            return """
                    @media (prefers-color-scheme: light) { :root { --kern-color-action-default: %1$s; --kern-color-action-default-contextual: %1$s; } }
                    @media (prefers-color-scheme: dark) { :root { --kern-color-action-default: %2$s; --kern-color-action-default-contextual: %2$s; } }
                    """.formatted(lightColor, darkColor);
        }
    }

    @Override
    public PageFrame.Look look() {
        Municipality municipality = host.municipality();
        return find(municipality).map(choice -> look(municipality, choice)).orElse(PLAIN);
    }

    private static PageFrame.Look look(Municipality municipality, Choice choice) {
        String folder = "/site/" + municipality.id();
        return new PageFrame.Look(
                choice.logoHash() == null ? null : folder + "/logo.png?v=" + choice.logoHash(),
                choice.hasColors()
                        ? folder + "/colors.css?v=" + hash(choice.style().getBytes(StandardCharsets.UTF_8))
                        : null);
    }

    Optional<Choice> find(Municipality municipality) {
        return find(municipality.id());
    }

    Optional<Choice> find(long municipality) {
        return jdbc.sql("select light_color, dark_color, logo_hash from site_look where municipality_id = :id")
                .param("id", municipality)
                .query(DataClassRowMapper.newInstance(Choice.class))
                .optional();
    }

    /** The logo as PNG. */
    Optional<byte[]> findLogo(long municipality) {
        return jdbc.sql("select logo from site_look where municipality_id = :id and logo is not null")
                .param("id", municipality)
                .query((rs, n) -> rs.getBytes("logo"))
                .optional();
    }

    /** Refused when a colour cannot be read well; both empty means those of the program. */
    @Transactional
    void saveColors(Municipality municipality, String light, String dark) {
        Person person = host.administrator(municipality);
        boolean none = light.isEmpty() && dark.isEmpty();
        if (!none) {
            require("light", light);
            require("dark", dark);
            requireContrast("light", light, Contrast.inLight(light));
            requireContrast("dark", dark, Contrast.inDark(dark));
        }
        jdbc.sql("""
                        insert into site_look (municipality_id, light_color, dark_color) values (:id, :light, :dark)
                        on conflict (municipality_id) do update set light_color = :light, dark_color = :dark""")
                .param("id", municipality.id())
                .param("light", none ? null : light, Types.VARCHAR)
                .param("dark", none ? null : dark, Types.VARCHAR)
                .update();
        auditLog.record(person, municipality.id(), "site.colors.saved", light + " " + dark);
    }

    /** A new logo; null takes it away. */
    @Transactional
    void saveLogo(Municipality municipality, byte @Nullable [] file) {
        Person person = host.administrator(municipality);
        byte[] clean = file == null ? null : Logo.cleaned(file);
        jdbc.sql("""
                        insert into site_look (municipality_id, logo, logo_hash) values (:id, :logo, :hash)
                        on conflict (municipality_id) do update set logo = :logo, logo_hash = :hash""")
                .param("id", municipality.id())
                .param("logo", clean, Types.BINARY)
                .param("hash", clean == null ? null : hash(clean), Types.VARCHAR)
                .update();
        auditLog.record(person, municipality.id(), "site.logo.saved", clean == null ? "none" : clean.length + " bytes");
    }

    private static void require(String field, String color) {
        if (!Contrast.isColor(color)) {
            throw Refusal.badInput("portal.refusal.color", color).at(field);
        }
    }

    private static void requireContrast(String field, String color, double contrast) {
        if (contrast < Contrast.LEAST) {
            throw Refusal.badInput("portal.refusal.contrast-" + field, color, contrast, Contrast.LEAST)
                    .at(field);
        }
    }

    private static String hash(byte[] content) {
        CRC32 hash = new CRC32();
        hash.update(content);
        return Long.toHexString(hash.getValue());
    }
}
