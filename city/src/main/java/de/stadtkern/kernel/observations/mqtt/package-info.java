/**
 * SensorThings over MQTT 3.1.1 and 5: what devices publish goes into the {@link
 * de.stadtkern.kernel.observations.mqtt.Inbox}, and nothing is acknowledged before it is committed; what changes comes
 * from the {@link de.stadtkern.kernel.observations.mqtt.Feed} and goes to whoever has subscribed. An own endpoint, not a
 * broker (docs/decisions: measured against embedded brokers). Besides, a client of brokers of others.
 *
 * <p>A {@code Listener} is an open port. A connection begins as {@code Greeting} and goes on as {@code Conversation}:
 * {@code Deliveries} take its messages to the inbox, {@code Subscriber} and {@code Outgoing} are what it hears.
 *
 * <p>A message that breaks a rule is answered, with version 5, with reason code and text. Version 3.1.1 knows no such
 * answer and an acknowledgement would be a lie: the connection is closed (3.1.1, section 3.3.5 allows these two only).
 * Hence with 3.1.1 a message to a datastream that nobody has written to lately is awaited before the next one is taken.
 * With QoS 0 the sender expects no answer and the connection stays. A message that cannot be stored because of us, say
 * without a database, closes the connection: the client sends it again.
 *
 * <p>At least once means: a client that loses the connection before the answer sends again, and MQTT has no token by
 * which the second message could be told from a second measurement, so it is stored twice; sessions end with the
 * connection, so QoS 2 says no more than that within one. Where that matters, the Idempotency-Key of the HTTP interface
 * helps. A LoRaWAN uplink is numbered by its network server and stored once.
 */
@NullMarked
package de.stadtkern.kernel.observations.mqtt;

import org.jspecify.annotations.NullMarked;
