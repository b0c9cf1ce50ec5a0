/** What can be asked of a resolver: the routes of its HTTP interface, their answers, and the way to the owner of a key. */
@NullMarked
package io.evobridge.resolver.query;

import org.jspecify.annotations.NullMarked;
