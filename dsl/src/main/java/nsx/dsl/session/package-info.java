/** One run of nsx: its lines, places, programs and threads, and its words. */
package nsx.dsl.session;
