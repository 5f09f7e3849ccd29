package de.stadtkern;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The program. */
@SpringBootApplication
public class Stadtkern {
    public static void main(String[] args) {
        SpringApplication.run(Stadtkern.class, args);
    }
}
