/** A Kafka record understood as a change of one row, with every value in its canonical Java type. */
@NullMarked
package io.evobridge.sink.common.row;

import org.jspecify.annotations.NullMarked;
