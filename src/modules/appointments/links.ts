/** Page of the portal that shows an appointment and cancels it; the token is the proof. */
export const cancelPath = (token: string): string => `/cancel/${token}`;

/** Page of the portal where another time is picked. */
export const rebookPath = (clinicId: string): string => `/clinics/${clinicId}`;
