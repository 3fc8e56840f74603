/** What was seen of traffic: answers, captures, measurements. */
package nsx.dsl.value.traffic;
