/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/entities/client.h"
#include "model/session.h"
#include "store/queries/client-choices.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENT_PRACTICE_GROUP (tranche_client_practice_group_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientPracticeGroup,
                      tranche_client_practice_group,
                      TRANCHE,
                      CLIENT_PRACTICE_GROUP,
                      AdwPreferencesGroup)

/**
 * TrancheClientPracticeGroup:
 *
 * What a client is to the practice: office, owner, stage, source and since when. The office is left
 * out where there is only one.
 */

/* Offers @choices, and begins with what they propose, the session's office and today. */
void tranche_client_practice_group_fill (TrancheClientPracticeGroup *self,
                                         const TrancheClientChoices *choices,
                                         TrancheSession *session);

/* Whether everything can be taken; what can't is said beside its field, which gets the focus with
 * @takes_focus. */
gboolean tranche_client_practice_group_check (TrancheClientPracticeGroup *self,
                                              gboolean takes_focus);

/* Sets the client's fields. */
void tranche_client_practice_group_collect (TrancheClientPracticeGroup *self,
                                            TrancheClient *client);

/* @sentence: (nullable): why the owner can't be the one that was chosen */
void tranche_client_practice_group_refuse_owner (TrancheClientPracticeGroup *self,
                                                 const char *sentence);

G_END_DECLS
