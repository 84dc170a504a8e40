/** The functions of the simulated fleet, those of a small online shop, and what they log. */
package dev.logtrail.demo.shop;
