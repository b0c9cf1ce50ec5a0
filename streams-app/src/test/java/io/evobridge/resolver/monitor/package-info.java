@NullMarked
package io.evobridge.resolver.monitor;

import org.jspecify.annotations.NullMarked;
