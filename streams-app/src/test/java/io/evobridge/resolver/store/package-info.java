@NullMarked
package io.evobridge.resolver.store;

import org.jspecify.annotations.NullMarked;
