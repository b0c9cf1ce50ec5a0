/** The lean Avro converter: Kafka Connect's data to registry-framed Avro and back, compiled once per schema. */
@NullMarked
package io.evobridge.connect.avro;

import org.jspecify.annotations.NullMarked;
