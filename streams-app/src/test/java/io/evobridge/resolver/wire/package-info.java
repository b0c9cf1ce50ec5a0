@NullMarked
package io.evobridge.resolver.wire;

import org.jspecify.annotations.NullMarked;
