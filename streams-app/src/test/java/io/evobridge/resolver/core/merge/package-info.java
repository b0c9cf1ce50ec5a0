@NullMarked
package io.evobridge.resolver.core.merge;

import org.jspecify.annotations.NullMarked;
