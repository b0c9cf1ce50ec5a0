/** Tests of the judgement on types, with real servers where they are asked. */
@NullMarked
package io.evobridge.bridge.types;

import org.jspecify.annotations.NullMarked;
