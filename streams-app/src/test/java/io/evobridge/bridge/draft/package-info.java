/** Tests of first bridge files. */
@NullMarked
package io.evobridge.bridge.draft;

import org.jspecify.annotations.NullMarked;
