@NullMarked
package io.evobridge.resolver.query;

import org.jspecify.annotations.NullMarked;
