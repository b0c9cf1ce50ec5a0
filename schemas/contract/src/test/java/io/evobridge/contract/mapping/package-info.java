@NullMarked
package io.evobridge.contract.mapping;

import org.jspecify.annotations.NullMarked;
