package de.stadtkern.kernel.database;

import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A Spring program with nothing but the database in it. */
final class SpringProgram {

    private SpringProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        var context = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--stadtkern.data=" + arguments[0]);
        JdbcClient.create(context.getBean(DataSource.class))
                .sql("create table kept (word text)")
                .update();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
