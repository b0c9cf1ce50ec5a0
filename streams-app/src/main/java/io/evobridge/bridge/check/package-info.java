/** What the databases of a bridge must be given, checked through JDBC before anything is started. */
@NullMarked
package io.evobridge.bridge.check;

import org.jspecify.annotations.NullMarked;
