/** How attributes of network objects are said in tables: named options, their values, and what a change of them is. */
package nsx.dsl.op.field;
