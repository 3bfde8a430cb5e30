/* isthmus.js: improvements where the browser has script; every page works without it. */
"use strict";
