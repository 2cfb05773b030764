// The graph of an entity is drawn at once, with the entity chosen.
"use strict";
kg.panelShown("graph");
if (kg.data.centre !== null) kg.cy.getElementById("e" + kg.data.centre).addClass("chosen");
