package de.stadtkern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The program. */
@SpringBootApplication
@EnableAsync
@EnableScheduling
public class Stadtkern {
    public static void main(String[] args) {
        SpringApplication.run(Stadtkern.class, args);
    }
}
