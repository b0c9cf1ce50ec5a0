/** Tests of what the databases of a bridge must be given, with real servers. */
@NullMarked
package io.evobridge.bridge.check;

import org.jspecify.annotations.NullMarked;
