package de.stadtkern.kernel.basemap;

import static org.assertj.core.api.Assertions.assertThat;

import de.stadtkern.kernel.addresses.AddressImport;
import de.stadtkern.kernel.streets.ExtractFiles;
import de.stadtkern.kernel.streets.FreshSchema;
import de.stadtkern.kernel.streets.Streets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;

class ImportAtStartTest {

    @TempDir
    Path folder;

    @Test
    void importsTheExtractOfTheSettings() {
        assertThat(isEmptyAfterStartWith("src/test/resources/de/stadtkern/kernel/streets/crossroads.osm"))
                .isFalse();
    }

    @Test
    void startsWithABrokenExtract() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.osm"), "<osm>");

        assertThat(isEmptyAfterStartWith(broken.toString())).isTrue();
    }

    @Test
    void startsWithoutAnExtract() {
        assertThat(isEmptyAfterStartWith("")).isTrue();
    }

    private static boolean isEmptyAfterStartWith(String osm) {
        DataSource dataSource = FreshSchema.create();
        boolean[] empty = new boolean[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class))
                .withBean(DataSource.class, () -> dataSource)
                .withBean(Streets.class, () -> Streets.in(dataSource))
                .withBean(ExtractFiles.class, () -> ExtractFiles.in(dataSource))
                .withBean(AddressImport.class, () -> AddressImport.in(dataSource))
                .withUserConfiguration(FeatureRows.class, BaseMap.class, ImportAtStart.class)
                .withPropertyValues("stadtkern.osm=" + osm)
                .run(context -> {
                    context.getBean(ImportAtStart.class).run(new DefaultApplicationArguments());
                    empty[0] = context.getBean(BaseMap.class).findExtract().isEmpty();
                });
        return empty[0];
    }
}
