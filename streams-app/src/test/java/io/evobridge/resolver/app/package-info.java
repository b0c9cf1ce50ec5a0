@NullMarked
package io.evobridge.resolver.app;

import org.jspecify.annotations.NullMarked;
