@NullMarked
package io.evobridge.resolver;

import org.jspecify.annotations.NullMarked;
