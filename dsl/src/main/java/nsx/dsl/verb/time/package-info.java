/** The words for clocks. */
package nsx.dsl.verb.time;
