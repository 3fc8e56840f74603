/** The words of clocks. */
package nsx.dsl.verb.time;
