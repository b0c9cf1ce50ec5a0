@NullMarked
package io.evobridge.resolver.topology;

import org.jspecify.annotations.NullMarked;
