/** The source side: Debezium envelopes in, change events in canonical types out; no merge decisions, no network. */
@NullMarked
package io.evobridge.connect.normalize;

import org.jspecify.annotations.NullMarked;
