/** The word delete and its kinds of objects. */
package nsx.dsl.verb.delete;
