/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/record.h"

#include "domain/entities/entities.h"
#include "domain/text.h"

typedef struct
{
  gint64 id;
  gint64 row_version;
} TrancheRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TrancheRecord, tranche_record, G_TYPE_OBJECT)

/* The fields' properties are numbered on from these. */
enum
{
  PROP_0,
  PROP_ID,
  PROP_ROW_VERSION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static TrancheRecordPrivate *
get_private (TrancheRecord *self)
{
  return tranche_record_get_instance_private (self);
}

/* The one place that knows the C types behind the kinds: see TrancheFieldKind. */
static gint64
read_integer (TrancheRecord *self, const TrancheField *field)
{
  gconstpointer value = G_STRUCT_MEMBER_P (self, field->offset);

  switch (field->kind)
    {
    case TRANCHE_FIELD_KIND_INTEGER:
    case TRANCHE_FIELD_KIND_MONEY:
    case TRANCHE_FIELD_KIND_ID:
    case TRANCHE_FIELD_KIND_COUNT:
      return *(const gint64 *) value;
    case TRANCHE_FIELD_KIND_DATE:
      return *(const TrancheDate *) value;
    case TRANCHE_FIELD_KIND_BOOLEAN:
      return *(const gboolean *) value;
    case TRANCHE_FIELD_KIND_CODE:
      return *(const int *) value;
    case TRANCHE_FIELD_KIND_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/* Values too large for the C type are cut to its ends, where validation refuses them. */
static void
write_integer (TrancheRecord *self, const TrancheField *field, gint64 value)
{
  gpointer place = G_STRUCT_MEMBER_P (self, field->offset);

  switch (field->kind)
    {
    case TRANCHE_FIELD_KIND_INTEGER:
    case TRANCHE_FIELD_KIND_MONEY:
    case TRANCHE_FIELD_KIND_ID:
    case TRANCHE_FIELD_KIND_COUNT:
      *(gint64 *) place = value;
      break;
    case TRANCHE_FIELD_KIND_DATE:
      *(TrancheDate *) place = CLAMP (value, G_MININT32, G_MAXINT32);
      break;
    case TRANCHE_FIELD_KIND_BOOLEAN:
      *(gboolean *) place = value != 0;
      break;
    case TRANCHE_FIELD_KIND_CODE:
      *(int *) place = CLAMP (value, G_MININT, G_MAXINT);
      break;
    case TRANCHE_FIELD_KIND_TEXT:
    default:
      g_assert_not_reached ();
    }
}

static char **
text_place (TrancheRecord *self, const TrancheField *field)
{
  return G_STRUCT_MEMBER_P (self, field->offset);
}

static void
notify_field (TrancheRecord *self, const TrancheField *field)
{
  g_object_notify_by_pspec (G_OBJECT (self),
                            g_object_class_find_property (G_OBJECT_GET_CLASS (self), field->name));
}

static GParamSpec *
make_param_spec (const TrancheField *field)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  if ((field->flags & TRANCHE_FIELD_DERIVED) == 0)
    flags |= G_PARAM_WRITABLE;

  /* Ranges are left to validation, which says what is wrong rather than dropping the value. */
  switch (field->kind)
    {
    case TRANCHE_FIELD_KIND_TEXT:
      return g_param_spec_string (field->name, NULL, NULL, "", flags);
    case TRANCHE_FIELD_KIND_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case TRANCHE_FIELD_KIND_DATE:
    case TRANCHE_FIELD_KIND_CODE:
      return g_param_spec_int (field->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case TRANCHE_FIELD_KIND_INTEGER:
    case TRANCHE_FIELD_KIND_MONEY:
    case TRANCHE_FIELD_KIND_ID:
    case TRANCHE_FIELD_KIND_COUNT:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    default:
      g_assert_not_reached ();
    }
}

static gint64
get_own_party_id (TrancheRecord *self)
{
  return tranche_record_get_party_kind (self) != 0 ? get_private (self)->id : 0;
}

static TranchePartyKind
get_class_party_kind (TrancheRecord *self)
{
  return TRANCHE_RECORD_GET_CLASS (self)->party_kind;
}

static void
tranche_record_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  TrancheRecord *self = TRANCHE_RECORD (object);
  const TrancheField *field;

  if (prop_id == PROP_ID)
    {
      g_value_set_int64 (value, get_private (self)->id);
      return;
    }
  if (prop_id == PROP_ROW_VERSION)
    {
      g_value_set_int64 (value, get_private (self)->row_version);
      return;
    }

  field = &TRANCHE_RECORD_GET_CLASS (self)->fields[prop_id - N_PROPS];
  if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_set_string (value, *text_place (self, field));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (value, read_integer (self, field));
  else if (G_IS_PARAM_SPEC_INT (pspec))
    g_value_set_int (value, read_integer (self, field));
  else
    g_value_set_int64 (value, read_integer (self, field));
}

static void
tranche_record_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TrancheRecord *self = TRANCHE_RECORD (object);
  const TrancheField *field = &TRANCHE_RECORD_GET_CLASS (self)->fields[prop_id - N_PROPS];

  if (G_IS_PARAM_SPEC_STRING (pspec))
    tranche_record_set_text (self, field, g_value_get_string (value));
  else if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    tranche_record_set_integer (self, field, g_value_get_boolean (value));
  else if (G_IS_PARAM_SPEC_INT (pspec))
    tranche_record_set_integer (self, field, g_value_get_int (value));
  else
    tranche_record_set_integer (self, field, g_value_get_int64 (value));
}

/* Texts are never NULL. Not in init, where the class is still the base's. */
static void
tranche_record_constructed (GObject *object)
{
  TrancheRecord *self = TRANCHE_RECORD (object);
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (self);

  G_OBJECT_CLASS (tranche_record_parent_class)->constructed (object);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == TRANCHE_FIELD_KIND_TEXT
        && *text_place (self, &klass->fields[i]) == NULL)
      *text_place (self, &klass->fields[i]) = g_strdup ("");
}

static void
tranche_record_finalize (GObject *object)
{
  TrancheRecord *self = TRANCHE_RECORD (object);
  TrancheRecordClass *klass = TRANCHE_RECORD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_fields; i++)
    if (klass->fields[i].kind == TRANCHE_FIELD_KIND_TEXT)
      g_free (*text_place (self, &klass->fields[i]));

  G_OBJECT_CLASS (tranche_record_parent_class)->finalize (object);
}

static void
tranche_record_class_init (TrancheRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = tranche_record_constructed;
  object_class->finalize = tranche_record_finalize;
  object_class->get_property = tranche_record_get_property;
  klass->get_party_id = get_own_party_id;
  klass->get_party_kind = get_class_party_kind;

  /* 0 until the store has given one. */
  props[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /* The version of the row that was loaded: guards against lost updates. */
  props[PROP_ROW_VERSION] = g_param_spec_int64 ("row-version", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_record_init (TrancheRecord *self)
{
}

void
tranche_record_class_set_fields (TrancheRecordClass *klass,
                                 const char *table_name,
                                 const TrancheField *fields,
                                 guint n_fields)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  g_return_if_fail (klass->fields == NULL);

  /* GObject doesn't hand these two down. */
  object_class->get_property = tranche_record_get_property;
  object_class->set_property = tranche_record_set_property;
  klass->table_name = table_name;
  klass->fields = fields;
  klass->n_fields = n_fields;

  for (guint i = 0; i < n_fields; i++)
    g_object_class_install_property (object_class, N_PROPS + i, make_param_spec (&fields[i]));
}

TrancheRecord *
tranche_record_new_for_table (const char *table_name)
{
  GType type;

  g_return_val_if_fail (table_name != NULL, NULL);

  type = tranche_entities_find_type (table_name);
  return type != G_TYPE_INVALID ? g_object_new (type, NULL) : NULL;
}

gint64
tranche_record_get_id (TrancheRecord *self)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), 0);

  return get_private (self)->id;
}

void
tranche_record_set_id (TrancheRecord *self, gint64 id)
{
  g_return_if_fail (TRANCHE_IS_RECORD (self));

  if (get_private (self)->id == id)
    return;

  get_private (self)->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ID]);
}

gint64
tranche_record_get_row_version (TrancheRecord *self)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), 0);

  return get_private (self)->row_version;
}

void
tranche_record_set_row_version (TrancheRecord *self, gint64 row_version)
{
  g_return_if_fail (TRANCHE_IS_RECORD (self));

  if (get_private (self)->row_version == row_version)
    return;

  get_private (self)->row_version = row_version;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ROW_VERSION]);
}

const TrancheField *
tranche_record_find_field (TrancheRecord *self, const char *name)
{
  TrancheRecordClass *klass;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  klass = TRANCHE_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    if (g_str_equal (klass->fields[i].name, name))
      return &klass->fields[i];

  return NULL;
}

const char *
tranche_record_get_text (TrancheRecord *self, const TrancheField *field)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);
  g_return_val_if_fail (field != NULL && field->kind == TRANCHE_FIELD_KIND_TEXT, NULL);

  return *text_place (self, field);
}

gint64
tranche_record_get_integer (TrancheRecord *self, const TrancheField *field)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), 0);
  g_return_val_if_fail (field != NULL && field->kind != TRANCHE_FIELD_KIND_TEXT, 0);

  return read_integer (self, field);
}

void
tranche_record_set_text (TrancheRecord *self, const TrancheField *field, const char *text)
{
  g_return_if_fail (TRANCHE_IS_RECORD (self));
  g_return_if_fail (field != NULL && field->kind == TRANCHE_FIELD_KIND_TEXT);

  if (g_set_str (text_place (self, field), text != NULL ? text : ""))
    notify_field (self, field);
}

void
tranche_record_set_integer (TrancheRecord *self, const TrancheField *field, gint64 value)
{
  gint64 before;

  g_return_if_fail (TRANCHE_IS_RECORD (self));
  g_return_if_fail (field != NULL && field->kind != TRANCHE_FIELD_KIND_TEXT);

  before = read_integer (self, field);
  write_integer (self, field, value);
  if (read_integer (self, field) != before)
    notify_field (self, field);
}

TrancheRecord *
tranche_record_copy (TrancheRecord *self)
{
  TrancheRecord *copy;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);

  copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  tranche_record_assign (copy, self);
  *get_private (copy) = *get_private (self);
  return copy;
}

void
tranche_record_assign (TrancheRecord *self, TrancheRecord *other)
{
  TrancheRecordClass *klass;

  g_return_if_fail (TRANCHE_IS_RECORD (self));
  g_return_if_fail (TRANCHE_IS_RECORD (other) && G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));

  /* Listeners see the whole of it, not a mixture. */
  g_object_freeze_notify (G_OBJECT (self));
  klass = TRANCHE_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      const TrancheField *field = &klass->fields[i];

      if (field->kind == TRANCHE_FIELD_KIND_TEXT)
        tranche_record_set_text (self, field, *text_place (other, field));
      else
        tranche_record_set_integer (self, field, read_integer (other, field));
    }
  g_object_thaw_notify (G_OBJECT (self));
}

gboolean
tranche_record_equal (TrancheRecord *self, TrancheRecord *other)
{
  TrancheRecordClass *klass;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), FALSE);
  g_return_val_if_fail (TRANCHE_IS_RECORD (other), FALSE);

  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;

  klass = TRANCHE_RECORD_GET_CLASS (self);
  for (guint i = 0; i < klass->n_fields; i++)
    if (!tranche_field_equal (&klass->fields[i], self, other))
      return FALSE;

  return TRUE;
}

gboolean
tranche_field_equal (const TrancheField *field, gpointer self, gpointer other)
{
  g_return_val_if_fail (field != NULL, FALSE);

  if (field->kind == TRANCHE_FIELD_KIND_TEXT)
    return g_str_equal (*text_place (self, field), *text_place (other, field));

  return read_integer (self, field) == read_integer (other, field);
}

TranchePartyKind
tranche_record_get_party_kind (TrancheRecord *self)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), 0);

  return TRANCHE_RECORD_GET_CLASS (self)->get_party_kind (self);
}

gint64
tranche_record_get_party_id (TrancheRecord *self)
{
  g_return_val_if_fail (TRANCHE_IS_RECORD (self), 0);

  return TRANCHE_RECORD_GET_CLASS (self)->get_party_id (self);
}

char *
tranche_record_dup_display_name (TrancheRecord *self)
{
  TrancheRecordClass *klass;
  const TrancheField *name;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);

  klass = TRANCHE_RECORD_GET_CLASS (self);
  if (klass->dup_display_name != NULL)
    return klass->dup_display_name (self);

  name = tranche_record_find_field (self, "name");
  return g_strdup (name != NULL ? *text_place (self, name) : "");
}

char *
tranche_record_dup_sort_key (TrancheRecord *self)
{
  TrancheRecordClass *klass;
  g_autofree char *name = NULL;

  g_return_val_if_fail (TRANCHE_IS_RECORD (self), NULL);

  klass = TRANCHE_RECORD_GET_CLASS (self);
  name = klass->dup_sort_name != NULL ? klass->dup_sort_name (self)
                                      : tranche_record_dup_display_name (self);
  return tranche_text_fold (name);
}
