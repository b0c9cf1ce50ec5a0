/** The registry client's tests, and the registry in memory that other modules' tests use. */
@NullMarked
package io.evobridge.registry;

import org.jspecify.annotations.NullMarked;
