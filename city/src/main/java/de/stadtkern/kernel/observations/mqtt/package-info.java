/**
 * Devices that speak MQTT 3.1.1 or 5: what they publish goes into the {@link
 * de.stadtkern.kernel.observations.mqtt.Inbox}, and nothing is acknowledged before it is committed. An own endpoint, not
 * a broker (docs/decisions: measured against embedded brokers).
 *
 * <p>Offered: sign-in with an API key as password under any user name, QoS 0 and 1, keep-alive, take-over of a
 * connection by the same client. Not offered, and said so in CONNACK: QoS 2, subscriptions, retained messages, wills,
 * topic aliases, sessions that outlive the connection. QoS 2 would be a promise without worth here: exactly once needs
 * such a session.
 *
 * <p>A message that breaks a rule is answered, with version 5, by a PUBACK with reason code and text. Version 3.1.1 knows
 * no such answer and an acknowledgement would be a lie: the connection is closed (3.1.1, section 3.3.5 allows these two
 * only). With QoS 0 the sender expects no answer and the connection stays. Whatever the sender cannot be told stands in
 * the log. A message that cannot be stored because of us, say without a database, closes the connection: the client
 * sends it again.
 *
 * <p>At least once means: a client that loses the connection before the PUBACK sends again, and MQTT has no token by
 * which the second message could be told from a second measurement, so it is stored twice. Where that matters, the
 * Idempotency-Key of the HTTP interface helps. A LoRaWAN uplink is numbered by its network server and stored once.
 */
@NullMarked
package de.stadtkern.kernel.observations.mqtt;

import org.jspecify.annotations.NullMarked;
