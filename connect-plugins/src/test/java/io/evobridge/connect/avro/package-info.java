/** Tests of the Avro converter. */
@NullMarked
package io.evobridge.connect.avro;

import org.jspecify.annotations.NullMarked;
