/**
 * What a town does with its LoRaWAN devices without programming: uplinks as The Things Stack v3 and ChirpStack v4 send
 * them come in by webhook and MQTT, device types say what they mean, devices nobody has set up wait until somebody does.
 */
@NullMarked
@ApplicationModule(
        id = "devices",
        displayName = "Devices",
        allowedDependencies = {"geo", "identity", "observations", "portal", "problem"})
package de.stadtkern.kernel.devices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
