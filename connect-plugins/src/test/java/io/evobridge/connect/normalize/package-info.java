/** Tests of the source side. */
@NullMarked
package io.evobridge.connect.normalize;

import org.jspecify.annotations.NullMarked;
