package de.stadtkern;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class RoomsTest {

    private static final JavaClasses PROGRAM =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("de.stadtkern");

    @Test
    void everyRoomUsesOnlyWhatItNames() {
        ApplicationModules.of(Stadtkern.class).verify();
    }

    @Test
    void theKernelNeverNamesAService() {
        noClasses()
                .that()
                .resideInAPackage("de.stadtkern.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("de.stadtkern.services..", "de.stadtkern.demo..")
                .check(PROGRAM);
    }

    @Test
    void noServiceNamesAnother() {
        slices().matching("de.stadtkern.services.(*)..")
                .should()
                .notDependOnEachOther()
                .allowEmptyShould(true)
                .check(PROGRAM);
    }

    @Test
    void theDemoComesInByTheFrontDoorOnly() {
        noClasses()
                .that()
                .resideInAPackage("de.stadtkern.demo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("de.stadtkern.kernel..", "de.stadtkern.services..")
                .check(PROGRAM);
    }
}
