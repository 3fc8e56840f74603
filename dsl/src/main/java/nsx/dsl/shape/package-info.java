/**
 * The presentation of values: the facts of a value, the columns of a table, text that is safe to print. Nothing here
 * prints.
 */
package nsx.dsl.shape;
