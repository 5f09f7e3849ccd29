package de.stadtkern;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A town that runs until the program is ended. */
final class RunningTown {

    /** Exit code of a command that leaves a town running. */
    static final int RUNNING = -1;

    private RunningTown() {}

    /** Starts it and says where it is; a start that fails says why by itself. */
    static int start(List<String> arguments, String... profiles) {
        SpringApplication application = new SpringApplication(Stadtkern.class);
        application.setAdditionalProfiles(profiles);
        ConfigurableApplicationContext context;
        try {
            context = application.run(arguments.toArray(String[]::new));
        } catch (RuntimeException reported) {
            return 1;
        }
        if (context instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            System.out.println("Stadtkern is running: http://127.0.0.1:"
                    + web.getWebServer().getPort());
        }
        String mqttPort = context.getEnvironment().getProperty("local.mqtt.port");
        if (mqttPort != null) {
            System.out.println("MQTT: 127.0.0.1:" + mqttPort);
        }
        return RUNNING;
    }
}
