@NullMarked
package io.evobridge.resolver.console;

import org.jspecify.annotations.NullMarked;
