/** The results of traffic words: answers, captures, measurements. */
package nsx.dsl.value.traffic;
