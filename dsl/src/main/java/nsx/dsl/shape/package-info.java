/** How values present themselves: the facts of one, the columns of a table, text that is safe to print. Nothing here prints. */
package nsx.dsl.shape;
