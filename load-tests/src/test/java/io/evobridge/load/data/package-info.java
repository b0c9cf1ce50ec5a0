/** Tests of the rows that are measured with. */
@NullMarked
package io.evobridge.load.data;

import org.jspecify.annotations.NullMarked;
