/** The business of the simulated fleet: the functions of a small online shop, and what they say. */
package dev.logtrail.demo.shop;
