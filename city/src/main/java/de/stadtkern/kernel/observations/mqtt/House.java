package de.stadtkern.kernel.observations.mqtt;

import java.util.concurrent.Executor;

/**
 * What all connections of a port share.
 *
 * @param workers run whatever may wait
 */
record House(Reception reception, Subscriptions subscriptions, Connections connections, Executor workers) {}
