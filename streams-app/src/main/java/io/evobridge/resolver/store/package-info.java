/** The resolver's state store: bytes of key states and clocks, and the typed view on them. */
@NullMarked
package io.evobridge.resolver.store;

import org.jspecify.annotations.NullMarked;
