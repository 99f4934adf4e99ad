/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/agreement.h"
#include "domain/entities/benefit.h"
#include "domain/entities/client.h"
#include "domain/entities/client-alias.h"
#include "domain/entities/client-group.h"
#include "domain/entities/delivery.h"
#include "domain/entities/entitlement.h"
#include "domain/entities/fee.h"
#include "domain/entities/group-membership.h"
#include "domain/entities/licensee.h"
#include "domain/entities/membership.h"
#include "domain/entities/office.h"
#include "domain/entities/override.h"
#include "domain/entities/person.h"
#include "domain/entities/practice.h"
#include "domain/entities/provider.h"
#include "domain/entities/relationship.h"
#include "domain/entities/relationship-type.h"
#include "domain/entities/role.h"
#include "domain/entities/segment.h"
#include "domain/entities/segment-benefit.h"
#include "domain/entities/segmentation-model.h"
#include "domain/entities/setting.h"
#include "domain/entities/signatory.h"
#include "domain/entities/source.h"
#include "domain/entities/stage.h"
#include "domain/entities/strategy.h"
#include "domain/entities/strategy-band.h"
#include "domain/entities/team-member.h"

G_BEGIN_DECLS

/* The type that keeps @table_name, or G_TYPE_INVALID. Any thread. */
GType tranche_entities_find_type (const char *table_name);

/* All of them, in an order in which a table comes after those it refers to where that is possible.
 */
GType tranche_entities_get_type (guint index);
guint tranche_entities_get_n_types (void);

G_END_DECLS
