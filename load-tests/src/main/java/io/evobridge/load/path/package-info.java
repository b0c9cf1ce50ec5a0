/** The whole way of a write, from the commit in one database until it is visible in the others. */
@NullMarked
package io.evobridge.load.path;

import org.jspecify.annotations.NullMarked;
