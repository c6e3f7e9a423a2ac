# Messages of: forms.
